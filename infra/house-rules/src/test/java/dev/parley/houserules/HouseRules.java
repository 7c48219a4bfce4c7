package dev.parley.houserules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.springframework.beans.factory.annotation.Autowired;

/** What holds everywhere in this house. Each rule is one sentence; {@link HouseRulesTest} checks it and shows that it bites. */
final class HouseRules {

    private static final String[] SERVICES = {"command", "projection", "query", "push", "auth"};

    private HouseRules() {}

    /** The published language may be read by anybody, so it needs nothing. */
    static ArchRule apiKnowsNothingOfOurs() {
        return classes()
                .that()
                .resideInAPackage("dev.parley.api..")
                .and()
                .resideOutsideOfPackage("dev.parley.api.proto..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "dev.parley.api..", "java..", "org.jspecify..", "com.fasterxml.jackson.annotation..")
                        .or(type(Revision.class))
                        .or(type(TargetAggregateIdentifier.class)));
    }

    /** Services meet in {@code api}, on the command bus and on Kafka, nowhere else. */
    static ArchRule serviceKnowsNoOtherPart(String service) {
        String[] others = Stream.concat(
                        Arrays.stream(SERVICES).filter(other -> !other.equals(service)),
                        Stream.of("standalone", "bench", "demo"))
                .map(other -> "dev.parley." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.parley." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }

    static Stream<String> services() {
        return Arrays.stream(SERVICES);
    }

    /** Nobody outside a feature calls an aggregate, an endpoint or a projector: they are reached by messages. */
    static ArchRule handlersStayInTheirPackage() {
        return classes()
                .that(handlesCommands()
                        .or(simpleNameEndingWith("Projector"))
                        .or(simpleNameEndingWith("Endpoint"))
                        .or(simpleNameEndingWith("Policy")))
                .and(resideInAPackage("dev.parley.."))
                .and()
                .areNotInterfaces()
                .should()
                .bePackagePrivate();
    }

    private static DescribedPredicate<JavaClass> handlesCommands() {
        return DescribedPredicate.describe(
                "handle commands",
                candidate -> candidate.getMethods().stream()
                        .anyMatch(method -> method.isAnnotatedWith(CommandHandler.class)));
    }

    /** Time comes from an injected clock, so that a test can say what time it is. */
    static ArchRule timeComesFromAClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.parley.api..", "dev.parley.command..", "dev.parley.projection..", "dev.parley.query..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
    }

    static ArchRule featuresAreFreeOfCycles(String part) {
        return slices().matching("dev.parley." + part + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** Names that say nothing. */
    static ArchRule namesSaySomething() {
        return noClasses()
                .that()
                .resideInAPackage("dev.parley..")
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Impl|Dto)(\\$.*)?")
                .orShould(resideInAMiscellany());
    }

    private static ArchCondition<JavaClass> resideInAMiscellany() {
        return ArchConditions.be(DescribedPredicate.describe(
                "in a package called common, misc, util, impl or dto",
                nameMatching(".*\\.(common|misc|utils?|impl|dto|helpers?)\\..*")));
    }

    static ArchRule nothingIsInjectedIntoFields() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.parley..")
                .should()
                .beAnnotatedWith(Autowired.class);
    }

    static ArchRule nothingStaticChanges() {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage("dev.parley..")
                .and()
                .areStatic()
                .should()
                .beFinal();
    }
}
