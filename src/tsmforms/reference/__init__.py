"""Pages and schemas made from the specs: field guides, rules, settings, and what no rule enforces."""
