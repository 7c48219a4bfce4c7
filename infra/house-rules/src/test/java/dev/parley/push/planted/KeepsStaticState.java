package dev.parley.push.planted;

/** Breaks a rule on purpose. */
public class KeepsStaticState {

    static int count;
}
