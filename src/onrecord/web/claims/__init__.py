"""Claims made ready for their pages: timelines, what changed in the words, who has it from whom."""
