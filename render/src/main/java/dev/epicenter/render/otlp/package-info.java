/** Failures as log records in OTLP's JSON. */
@NullMarked
package dev.epicenter.render.otlp;

import org.jspecify.annotations.NullMarked;
