"""An article of a record made ready for its page: what there is of it, its text cut into pieces, its cards."""
