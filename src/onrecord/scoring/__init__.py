"""How well attributions are found, by any system: measures, what they are read from, and how they are shown.

`onrecord.scoring.evaluating.evaluate` holds predictions against gold; docs/scoring.md defines every figure. No network runs and no
model is needed: what is compared was read or marked before.
"""
