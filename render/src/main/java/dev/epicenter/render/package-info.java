/**
 * From a diagnosis to what people and programs read: HTML, JSON, text. Sees the model only; one package a format, charts in
 * a package of their own. Start at {@link Renderer}.
 */
@NullMarked
package dev.epicenter.render;

import org.jspecify.annotations.NullMarked;
