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

/** A catch block, by a number the agent gave it; unique in a process. */
@MetadataDefinition
@Relational
@Name("epicenter.HandlerSiteId")
@Label("Handler Site Id")
@Description("A catch block, by a number the agent gave it; unique in a process.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface HandlerSiteId {}
