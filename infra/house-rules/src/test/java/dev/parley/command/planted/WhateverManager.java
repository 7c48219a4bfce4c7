package dev.parley.command.planted;

/** Breaks a rule on purpose. */
public class WhateverManager {}
