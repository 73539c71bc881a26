/** Hides secrets and personal data before any format sees a diagnosis. Start at {@link Redactor}. */
@NullMarked
package dev.epicenter.render.redact;

import org.jspecify.annotations.NullMarked;
