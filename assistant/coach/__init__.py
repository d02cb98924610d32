"""Skill-gap coaching: what a person has answered, what is left to learn, and a draft of advice.

The way: `reading` takes an assessment, `gap` sets it against the required skills, `advice` words
the lines with their evidence, `draft` proves and numbers them; `files` writes a draft down and
`store` keeps everything. No user interface here.
"""
