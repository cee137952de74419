"""Characters, normalised views, tokens and clitics of Arabic text. Imports nothing of ours."""
