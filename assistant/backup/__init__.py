"""Everything that is kept, in one archive, and back again, on either database.

The archive is a ZIP file:

    manifest.json             what follows, with sizes and digests; written last
    tables/<table>.jsonl      a line that names the columns and their kinds, then a line a row
    files/<folder>/<file>     files of coaching
"""
