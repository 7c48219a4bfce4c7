package dev.parley.auth.web;

import dev.parley.api.permission.Permission;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a handler method of the API, or all of a class, needs of a caller with a token. Without it, {@code /api/v1/admin} is for
 * administrators and everything else concerns one's own account.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {

    Permission value();
}
