package dev.parley.push.planted;

import org.springframework.beans.factory.annotation.Autowired;

/** Breaks a rule on purpose. */
public class InjectsIntoAField {

    @Autowired
    String injected;
}
