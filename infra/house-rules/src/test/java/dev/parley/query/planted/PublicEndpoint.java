package dev.parley.query.planted;

/** Breaks a rule on purpose. */
public class PublicEndpoint {}
