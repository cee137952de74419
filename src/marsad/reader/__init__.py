"""The learned reader: one small encoder that proposes names, titles, claims, events and roles."""
