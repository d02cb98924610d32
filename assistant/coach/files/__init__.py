"""Plans as files: JSON, Markdown, Word and PDF from one content.

`content` says what a plan holds as blocks; each writer sets the blocks. Only this folder imports
the libraries that draw and set, and only for the format that needs them.
"""
