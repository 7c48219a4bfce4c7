package dev.parley.houserules;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.api.planted.KnowsSpring;
import dev.parley.command.planted.KnowsTheQuerySide;
import dev.parley.command.planted.ReadsTheWallClock;
import dev.parley.command.planted.WhateverManager;
import dev.parley.command.planted.one.OneSide;
import dev.parley.command.planted.other.OtherSide;
import dev.parley.push.planted.InjectsIntoAField;
import dev.parley.push.planted.KeepsStaticState;
import dev.parley.query.planted.PublicEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule holds for the house, and every rule bites: a planted violation of it is found. */
class HouseRulesTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.parley");

    private static void holdsAndBites(ArchRule rule, Class<?>... planted) {
        rule.check(HOUSE);
        JavaClasses violations = new ClassFileImporter().importClasses(planted);
        assertThatThrownBy(() -> rule.check(violations)).isInstanceOf(AssertionError.class);
    }

    @Test
    void apiKnowsNothingOfOurs() {
        holdsAndBites(HouseRules.apiKnowsNothingOfOurs(), KnowsSpring.class);
    }

    @ParameterizedTest
    @MethodSource("dev.parley.houserules.HouseRules#services")
    void aServiceKnowsNoOtherPart(String service) {
        HouseRules.serviceKnowsNoOtherPart(service).check(HOUSE);
    }

    @Test
    void aServiceThatKnowsAnotherIsFound() {
        holdsAndBites(HouseRules.serviceKnowsNoOtherPart("command"), KnowsTheQuerySide.class);
    }

    @Test
    void handlersStayInTheirPackage() {
        holdsAndBites(HouseRules.handlersStayInTheirPackage(), PublicEndpoint.class);
    }

    @Test
    void timeComesFromAClock() {
        holdsAndBites(HouseRules.timeComesFromAClock(), ReadsTheWallClock.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "command", "projection", "query", "push", "auth", "standalone"})
    void featuresAreFreeOfCycles(String part) {
        HouseRules.featuresAreFreeOfCycles(part).check(HOUSE);
    }

    @Test
    void aCycleOfFeaturesIsFound() {
        holdsAndBites(HouseRules.featuresAreFreeOfCycles("command.planted"), OneSide.class, OtherSide.class);
    }

    @Test
    void namesSaySomething() {
        holdsAndBites(HouseRules.namesSaySomething(), WhateverManager.class);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        holdsAndBites(HouseRules.nothingIsInjectedIntoFields(), InjectsIntoAField.class);
    }

    @Test
    void nothingStaticChanges() {
        holdsAndBites(HouseRules.nothingStaticChanges(), KeepsStaticState.class);
    }
}
