"""Question sets, and a verdict on the whole: does this release answer as it should?"""
