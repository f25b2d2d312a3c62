"""협약: the register of agreements and what each promises."""
