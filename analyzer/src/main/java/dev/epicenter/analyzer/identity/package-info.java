/** What a failure is known by across recordings, hosts and releases. */
@NullMarked
package dev.epicenter.analyzer.identity;

import org.jspecify.annotations.NullMarked;
