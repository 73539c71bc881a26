/** The diagnosis as a list of tests, in the XML that JUnit made common. */
@NullMarked
package dev.epicenter.render.junit;

import org.jspecify.annotations.NullMarked;
