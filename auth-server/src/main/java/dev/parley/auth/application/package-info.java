/** Applications of third parties: registered by their owners, known to OAuth2 as clients, authenticated by secrets or signatures. Blocks. */
@NullMarked
package dev.parley.auth.application;

import org.jspecify.annotations.NullMarked;
