"""The desk as a web application: REST endpoints over the desk's own objects, and the pages that show them."""
