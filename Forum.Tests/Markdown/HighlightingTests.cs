
namespace Forum.Tests.Markdown;

public class HighlightingTests
{
    [Theory]
    [InlineData("csharp", "var x = 1.5; // c", "<k>var</k> x = <n>1.5</n>; <c>// c</c>")]
    [InlineData("C#", "@\"a\\\" + 'b'", "<s>@&quot;a\\&quot;</s> + <s>'b'</s>")]
    [InlineData("js", "let a = `x\ny` /* z", "<k>let</k> a = <s>`x\ny`</s> <c>/* z\n</c>")]
    [InlineData("ts", "import type { A } from 'a'", "<k>import</k> <k>type</k> { A } <k>from</k> <s>'a'</s>")]
    [InlineData("python", "def f(): return \"\"\"a\"b\"\"\" # c",
        "<k>def</k> f(): <k>return</k> <s>&quot;&quot;&quot;a&quot;b&quot;&quot;&quot;</s> <c># c</c>")]
    [InlineData("java", "class A {}", "<k>class</k> A {}")]
    [InlineData("cpp", "#include <a>", "<k>#include</k> &lt;a&gt;")]
    [InlineData("go", "func f() {}", "<k>func</k> f() {}")]
    [InlineData("rust", "fn f<'a>() {}", "<k>fn</k> f&lt;'a&gt;() {}")]
    [InlineData("ruby", "x.nil? and true", "x.nil? <k>and</k> <k>true</k>")]
    [InlineData("php", "echo $echo;", "<k>echo</k> $echo;")]
    [InlineData("sql", "Select 'it''s' -- c", "<k>Select</k> <s>'it'</s><s>'s'</s> <c>-- c</c>")]
    [InlineData("bash", "if [ $# -gt 0 ]; then # c", "<k>if</k> [ $# -gt <n>0</n> ]; <k>then</k> <c># c</c>")]
    [InlineData("json", "{\"a\": \"b\", \"c\": null}", "{<a>&quot;a&quot;</a>: <s>&quot;b&quot;</s>, <a>&quot;c&quot;</a>: <k>null</k>}")]
    [InlineData("yaml", "my-key: true # c", "<a>my-key</a>: <k>true</k> <c># c</c>")]
    [InlineData("yml", "a: \"b\"\n# c", "<a>a</a>: <s>&quot;b&quot;</s>\n<c># c</c>")]
    [InlineData("toml", "[a.b]\nk = 1 # c\ns = 'x\\'", "<t>[a.b]</t>\n<a>k</a> = <n>1</n> <c># c</c>\n<a>s</a> = <s>'x\\'</s>")]
    [InlineData("toml", "[[a]]\nk=true", "<t>[[a]]</t>\n<a>k</a>=<k>true</k>")]
    [InlineData("ini", "; c\n[a b]\nk=on", "<c>; c</c>\n<t>[a b]</t>\n<a>k</a>=<k>on</k>")]
    [InlineData("conf", "k = a;b", "<a>k</a> = a;b")]
    [InlineData("Dockerfile", "FROM a:1 AS b\nRUN echo \"x\" # c", "<k>FROM</k> a:<n>1</n> <k>AS</k> b\n<k>RUN</k> echo <s>&quot;x&quot;</s> <c># c</c>")]
    [InlineData("docker", "ENV A=1", "<k>ENV</k> A=<n>1</n>")]
    [InlineData("ps1", "IF ($a -eq $true) { 'x' } <# c #>", "<k>IF</k> ($a <k>-eq</k> <k>$true</k>) { <s>'x'</s> } <c>&lt;# c #&gt;</c>")]
    [InlineData("powershell", "\"a`\"b\" # c", "<s>&quot;a`&quot;b&quot;</s> <c># c</c>")]
    [InlineData("powershell", "@\"\n\"q\"\n\"@", "<s>@&quot;\n&quot;q&quot;\n&quot;@</s>")]
    [InlineData("lua", "local a = [[x\ny]] --[[ c\n]] -- d", "<k>local</k> a = <s>[[x\ny]]</s> <c>--[[ c\n]]</c> <c>-- d</c>")]
    [InlineData("rb", "def a; @b = \"c\" end # d", "<k>def</k> a; @b = <s>&quot;c&quot;</s> <k>end</k> <c># d</c>")]
    [InlineData("swift", "@main struct A { let b = \"c\" }", "<k>@main</k> <k>struct</k> A { <k>let</k> b = <s>&quot;c&quot;</s> }")]
    [InlineData("dart", "final a = r'\\'; // b", "<k>final</k> a = <s>r'\\'</s>; <c>// b</c>")]
    [InlineData("r", "x.y <- function(a) TRUE # b", "x.y &lt;- <k>function</k>(a) <k>TRUE</k> <c># b</c>")]
    [InlineData("nginx", "server { listen 80; # c\n}", "<k>server</k> { <k>listen</k> <n>80</n>; <c># c</c>\n}")]
    [InlineData("http", "GET /a HTTP/1.1\nHost: b\n\n{\"c\": 1}", "<k>GET</k> <s>/a</s> <k>HTTP/1.1</k>\n<a>Host</a>: b\n\n{<a>&quot;c&quot;</a>: <n>1</n>}")]
    [InlineData("http", "HTTP/2 404 Not Found\nA: b\n###\nGET /", "<k>HTTP/2</k> <n>404</n> Not Found\n<a>A</a>: b\n<c>###</c>\n<k>GET</k> <s>/</s>")]
    [InlineData("css", "a { color: red }", "a { <a>color</a>: red }")]
    [InlineData("html", "<a b='c'>d</a><!-- e", "<t>&lt;a</t> <a>b</a>=<s>'c'</s><t>&gt;</t>d<t>&lt;/a</t><t>&gt;</t><c>&lt;!-- e\n</c>")]
    [InlineData("diff", "--- a\n+b\n-c\n d\n@@ 1", "<c>--- a</c>\n<+>+b</+>\n<->-c</->\n d\n<k>@@ 1</k>")]
    public void Known_languages_are_coloured(string language, string code, string marked)
    {
        var html = Rendered.Post($"```{language}\n{code}\n```");
        var expected = marked.EndsWith("\n</c>", StringComparison.Ordinal) ? marked : marked + "\n";
        Assert.Equal($"<pre><code class=\"language-{language}\">{Spelled(expected)}</code></pre>\n", html);
    }

    [Theory]
    [InlineData("```\nvar x = 1;\n```", "<pre><code>var x = 1;\n</code></pre>\n")]
    [InlineData("```made-up\nvar x = 1;\n```", "<pre><code class=\"language-made-up\">var x = 1;\n</code></pre>\n")]
    [InlineData("```\"onclick=x\ny\n```", "<pre><code class=\"language-&quot;onclick=x\">y\n</code></pre>\n")]
    [InlineData("    var x", "<pre><code>var x\n</code></pre>\n")]
    public void Other_code_is_not_coloured(string markdown, string html) => Assert.Equal(html, Rendered.Post(markdown));

    public static TheoryData<string> Names { get; } =
    [
        .. "csharp html yaml diff rust toml ini dockerfile nginx http powershell lua ruby swift dart r".Split(' '),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Colouring_changes_no_character(string language)
    {
        const string Odd = "\"a\\\n'b /* c */ <d e=\"f\n+ # \t\u202e \U0001F600 `x` -- @\" r#\" \"\"\" <!-- \\";
        Assert.Equal(Odd + "\n", Rendered.Parse(Rendered.Post($"`````{language}\n{Odd}\n`````")).QuerySelector("code")!.TextContent);
    }

    private static string Spelled(string marked)
    {
        (string Short, string Class)[] marks =
            [("k", "keyword"), ("n", "number"), ("c", "comment"), ("s", "string"), ("a", "attr"), ("t", "tag"), ("+", "add"), ("-", "del")];
        foreach (var (mark, name) in marks)
        {
            marked = marked.Replace($"<{mark}>", $"<span class=\"tok-{name}\">", StringComparison.Ordinal)
                .Replace($"</{mark}>", "</span>", StringComparison.Ordinal);
        }

        return marked;
    }
}
