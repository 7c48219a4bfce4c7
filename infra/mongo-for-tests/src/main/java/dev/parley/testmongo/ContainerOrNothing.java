package dev.parley.testmongo;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips the tests that were to run on a container where there is none to be had, and says why: to pass on something else would prove
 * nothing. JUnit finds it by itself.
 */
public final class ContainerOrNothing implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return RealMongo.isMissing()
                ? ConditionEvaluationResult.disabled(RealMongo.MISSING)
                : ConditionEvaluationResult.enabled("There is a MongoDB to run on");
    }
}
