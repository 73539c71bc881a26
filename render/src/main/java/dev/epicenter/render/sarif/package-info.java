/** The diagnosis as SARIF 2.1.0, for code scanning. */
@NullMarked
package dev.epicenter.render.sarif;

import org.jspecify.annotations.NullMarked;
