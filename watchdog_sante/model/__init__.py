"""The words of the domain: immutable values, standard library only, no behaviour that looks outside."""
