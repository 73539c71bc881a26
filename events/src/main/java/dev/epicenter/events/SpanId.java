package dev.epicenter.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** The W3C span id of a request between processes: 16 hexadecimal digits. */
@MetadataDefinition
@Relational
@Name("epicenter.SpanId")
@Label("Span Id")
@Description("The W3C span id of a request between processes: 16 hexadecimal digits.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SpanId {}
