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

/** An executor, by a number the agent gave it; unique in a process, 0 when there is none. */
@MetadataDefinition
@Relational
@Name("epicenter.ExecutorId")
@Label("Executor Id")
@Description("An executor, by a number the agent gave it; unique in a process, 0 when there is none.")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface ExecutorId {}
