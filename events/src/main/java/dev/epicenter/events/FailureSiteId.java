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

/** A kind of failure: its type, where it is built and where its cause was; unique in a process. */
@MetadataDefinition
@Relational
@Name("epicenter.FailureSiteId")
@Label("Failure Site Id")
@Description("A kind of failure: its type, where it is built and where its cause was; unique in a process.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface FailureSiteId {}
