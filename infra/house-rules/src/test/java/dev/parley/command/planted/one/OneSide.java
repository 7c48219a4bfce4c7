package dev.parley.command.planted.one;

import dev.parley.command.planted.other.OtherSide;

/** Breaks a rule on purpose. */
public record OneSide(OtherSide other) {}
