package dev.parley.command.planted.other;

import dev.parley.command.planted.one.OneSide;

/** Breaks a rule on purpose. */
public record OtherSide(OneSide one) {}
