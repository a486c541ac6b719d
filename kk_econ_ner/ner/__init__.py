"""The learned recogniser: a linear-chain CRF over words, rules and word clusters."""
