/** A JVM that runs: finding it, recording it, leaving it as it was. Knows nothing of what is done with the recording. */
@NullMarked
package dev.epicenter.cli.attach;

import org.jspecify.annotations.NullMarked;
