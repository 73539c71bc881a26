/** The diagnosis for a ticket or a pipeline's summary, in GitHub's Markdown. */
@NullMarked
package dev.epicenter.render.markdown;

import org.jspecify.annotations.NullMarked;
