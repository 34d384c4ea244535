"""Claims in their own words: held against findings facet by facet."""
