"""The pages of demand: shifts and whom they need, and the rules of a team."""
