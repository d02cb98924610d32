"""The corruption suite: true sentences with their evidence, wrong ones made from them, and a judge.

The README beside this file has the rules, above all who may read what.
"""
