/** The audit trail: who signed in, who was refused, what was granted and changed, from where. */
@NullMarked
package dev.parley.auth.audit;

import org.jspecify.annotations.NullMarked;
