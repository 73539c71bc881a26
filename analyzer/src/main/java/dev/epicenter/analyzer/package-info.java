/** From recordings to incidents: read, reconstruct, group. The only module that sees JMC core. Start at {@link Analyzer}. */
@NullMarked
package dev.epicenter.analyzer;

import org.jspecify.annotations.NullMarked;
