package dev.epicenter.render.html;

import dev.epicenter.render.*;
import dev.epicenter.render.redact.*;
import java.io.*;

public final class HtmlReport {
    public static void write(Redacted r, RenderOptions o, Writer out) throws IOException {}
}
