using System.Collections.Frozen;

namespace Forum.Core.Markdown.Highlighting;

/// <summary>The table of languages. To add a language, add a row.</summary>
internal static class Languages
{
    private static readonly Span Quoted = new("\"", "\"");
    private static readonly Span Apostrophes = new("'", "'");
    private static readonly Span RawApostrophes = new("'", "'", SpansLines: true, Escapes: false);
    private static readonly Span Backticks = new("`", "`", SpansLines: true);
    private static readonly Span RawLineApostrophes = new("'", "'", Escapes: false);
    private static readonly Span RawTripleApostrophes = new("'''", "'''", SpansLines: true, Escapes: false);
    private static readonly Span TripleQuoted = new("\"\"\"", "\"\"\"", SpansLines: true);
    private static readonly Span SlashStar = new("/*", "*/", SpansLines: true, Escapes: false);

    private static readonly Language[] All =
    [
        new("csharp", "cs", "c#", "dotnet")
        {
            LineComments = ["//"], Comments = [SlashStar],
            Strings = [TripleQuoted, new("@\"", "\"", SpansLines: true, Escapes: false), Quoted, Apostrophes],
            Keywords = Words(
                "abstract as async await base bool break byte case catch char class const continue decimal default delegate do "
                + "double dynamic else enum event explicit extern false field finally fixed float for foreach get global goto if "
                + "implicit in init int interface internal is lock long nameof namespace new not null object operator or out override "
                + "params partial private protected public readonly record ref required return sbyte sealed set short sizeof "
                + "stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using var "
                + "virtual void volatile when where while with yield"),
        },
        new("javascript", "js", "jsx", "mjs", "node", "typescript", "ts", "tsx")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [Quoted, Apostrophes, Backticks], WordCharacters = "$",
            Keywords = Words(
                "abstract any as async await boolean break case catch class const constructor continue debugger declare default "
                + "delete do else enum export extends false finally for from function get if implements import in infer instanceof "
                + "interface is keyof let namespace never new null number of private protected public readonly return satisfies set "
                + "static string super switch symbol this throw true try type typeof undefined unknown var void while with yield"),
        },
        new("python", "py", "python3")
        {
            LineComments = ["#"], Strings = [TripleQuoted, new("'''", "'''", SpansLines: true), Quoted, Apostrophes],
            Keywords = Words(
                "False None True and as assert async await break case class continue def del elif else except finally for from "
                + "global if import in is lambda match nonlocal not or pass raise return self try while with yield"),
        },
        new("java", "kotlin", "kt")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [TripleQuoted, Quoted, Apostrophes],
            Keywords = Words(
                "abstract assert boolean break byte case catch char class const continue default do double else enum extends false "
                + "final finally float for fun if implements import in instanceof int interface is long native new null object "
                + "override package private protected public record return sealed short static super switch synchronized this throw "
                + "throws transient true try val var void volatile when while yield"),
        },
        new("c", "cpp", "c++", "cc", "h", "hpp")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [Quoted, Apostrophes], WordCharacters = "#",
            Keywords = Words(
                "#define #elif #else #endif #error #if #ifdef #ifndef #include #pragma #undef alignas alignof auto bool break case "
                + "catch char class concept const consteval constexpr continue co_await co_return co_yield decltype default delete do "
                + "double else enum explicit export extern false float for friend goto if inline int long mutable namespace new "
                + "noexcept nullptr operator override private protected public register requires return short signed sizeof static "
                + "static_cast struct switch template this throw true try typedef typename union unsigned using virtual void volatile "
                + "wchar_t while"),
        },
        new("go", "golang")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [Quoted, Apostrophes, new("`", "`", SpansLines: true, Escapes: false)],
            Keywords = Words(
                "any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for func go "
                + "goto if import int int32 int64 interface iota map nil package range return rune select string struct switch true "
                + "type uint var"),
        },
        new("rust", "rs")
        {
            // No strings in apostrophes: lifetimes start with one and have no second.
            LineComments = ["//"], Comments = [SlashStar],
            Strings = [new("r#\"", "\"#", SpansLines: true, Escapes: false), new("\"", "\"", SpansLines: true)],
            Keywords = Words(
                "Self as async await bool break char const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if impl "
                + "in let loop match mod move mut pub ref return self static str struct super trait true type u32 u64 u8 unsafe use "
                + "usize where while"),
        },
        new("ruby", "rb")
        {
            LineComments = ["#"], Strings = [Quoted, Apostrophes], WordCharacters = "?!",
            Keywords = Words(
                "BEGIN END alias and attr_accessor attr_reader attr_writer begin break case class def defined? do else elsif end "
                + "ensure extend false for if in include module next nil not or private protected public raise redo require rescue "
                + "retry return self super then true undef unless until when while yield"),
        },
        new("php")
        {
            LineComments = ["//", "#"], Comments = [SlashStar], Strings = [Quoted, Apostrophes], WordCharacters = "$",
            Keywords = Words(
                "abstract and array as break case catch class clone const continue declare default do echo else elseif empty enum "
                + "extends false final finally fn for foreach function global if implements include instanceof interface isset match "
                + "namespace new null or private protected public readonly require require_once return self static switch this throw "
                + "trait true try unset use var while yield"),
        },
        new("sql", "sqlite", "postgresql", "postgres", "mysql", "tsql")
        {
            IgnoresCase = true, LineComments = ["--"], Comments = [SlashStar], Strings = [RawApostrophes, new("\"", "\"", Escapes: false)],
            Keywords = Words(
                "add all alter and as asc begin between by case check column commit constraint create cross current_timestamp "
                + "database default delete desc distinct drop else end except exists explain false foreign from full function group "
                + "having if in index inner insert integer intersect into is join key left like limit not null offset on or order "
                + "outer over partition primary references returning right rollback select set table text then transaction trigger "
                + "true union unique update using values varchar view when where with", ignoreCase: true),
        },
        new("bash", "sh", "shell", "zsh", "console")
        {
            LineComments = ["#"], Strings = [new("\"", "\"", SpansLines: true), RawApostrophes], WordCharacters = "$",
            Keywords = Words(
                "alias break case cd continue do done echo elif else esac eval exec exit export fi for function if in local read "
                + "readonly return set shift source sudo then trap unset until while"),
        },
        new("json", "jsonc", "json5")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [Quoted], HasKeys = true,
            Keywords = Words("false null true"),
        },
        new("yaml", "yml")
        {
            LineComments = ["#"], Strings = [Quoted, Apostrophes], WordCharacters = "-", HasKeys = true,
            Keywords = Words("false no null true yes"),
        },
        new("toml")
        {
            LineComments = ["#"], Strings = [TripleQuoted, RawTripleApostrophes, Quoted, RawLineApostrophes], WordCharacters = "-.",
            HasAssignedKeys = true, HasSections = true, Keywords = Words("false inf nan true"),
        },
        new("ini", "cfg", "conf", "properties", "dosini", "editorconfig", "gitconfig", "systemd", "desktop", "dotenv", "env")
        {
            IgnoresCase = true, LineComments = ["#", ";"], Strings = [Quoted], WordCharacters = "-.",
            HasAssignedKeys = true, HasSections = true, Keywords = Words("false no off on true yes", ignoreCase: true),
        },
        new("dockerfile", "docker", "containerfile")
        {
            LineComments = ["#"], Strings = [Quoted, RawLineApostrophes], WordCharacters = "$-",
            Keywords = Words(
                "ADD ARG AS CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"),
        },
        new("nginx", "nginxconf")
        {
            LineComments = ["#"], Strings = [Quoted, Apostrophes], WordCharacters = "$-", BeginsWithKeyword = true, Keywords = Words("off on"),
        },
        new("http", "https", "rest") { Syntax = Syntax.Http },
        new("powershell", "ps1", "psm1", "ps", "pwsh", "posh")
        {
            IgnoresCase = true, LineComments = ["#"], Comments = [new("<#", "#>", SpansLines: true, Escapes: false)], WordCharacters = "$-",
            Strings =
            [
                new("@\"", "\n\"@", SpansLines: true, Escapes: false), new("@'", "\n'@", SpansLines: true, Escapes: false),
                new("\"", "\"", SpansLines: true, EscapeSign: '`'), RawApostrophes,
            ],
            Keywords = Words(
                "-and -as -band -bor -contains -eq -ge -gt -in -is -isnot -join -le -like -lt -match -ne -not -notcontains -notin -notlike "
                + "-notmatch -or -replace -split -xor $false $null $true begin break catch class continue data do dynamicparam else elseif end "
                + "enum exit filter finally for foreach from function hidden if in param process return static switch throw trap try until "
                + "using while workflow", ignoreCase: true),
        },
        new("lua", "luau")
        {
            LineComments = ["--"], Comments = [new("--[[", "]]", SpansLines: true, Escapes: false)],
            Strings = [new("[[", "]]", SpansLines: true, Escapes: false), Quoted, Apostrophes],
            Keywords = Words(
                "and break do else elseif end false for function goto if in local nil not or repeat return self then true until while"),
        },
        new("swift")
        {
            LineComments = ["//"], Comments = [SlashStar], Strings = [TripleQuoted, Quoted], WordCharacters = "#@",
            Keywords = Words(
                "#available #else #elseif #endif #if @available @escaping @main @objc Any Self actor any as associatedtype async await break case "
                + "catch class continue convenience default defer deinit do else enum extension fallthrough false fileprivate final for func "
                + "guard if import in indirect init inout internal is isolated lazy let mutating nil nonisolated open operator optional "
                + "override private protocol public repeat required rethrows return self some static struct subscript super switch throw "
                + "throws true try typealias unowned var weak where while"),
        },
        new("dart", "flutter")
        {
            LineComments = ["//"], Comments = [SlashStar], WordCharacters = "@$",
            Strings =
            [
                TripleQuoted, new("'''", "'''", SpansLines: true), new("r\"", "\"", Escapes: false), new("r'", "'", Escapes: false), Quoted, Apostrophes,
            ],
            Keywords = Words(
                "@override abstract as assert async await base bool break case catch class const continue covariant default deferred do double "
                + "dynamic else enum export extends extension external factory false final finally for get hide if implements import in int "
                + "interface is late library mixin new null num on operator part required rethrow return sealed set show static super "
                + "switch sync this throw true try typedef var void when while with yield"),
        },
        new("r", "rscript", "splus")
        {
            LineComments = ["#"], WordCharacters = ".",
            Strings = [new("\"", "\"", SpansLines: true), new("'", "'", SpansLines: true), Backticks],
            Keywords = Words(
                "FALSE Inf NA NA_character_ NA_complex_ NA_integer_ NA_real_ NULL NaN TRUE break else for function if in next repeat return while"),
        },
        new("css", "scss", "less")
        {
            Comments = [SlashStar], Strings = [Quoted, Apostrophes], WordCharacters = "-@#.!", HasKeys = true,
            Keywords = Words(
                "!important @charset @container @font-face @import @keyframes @layer @media @page @property @supports"),
        },
        new("html", "xml", "svg", "xhtml", "razor", "cshtml") { Syntax = Syntax.Markup },
        new("diff", "patch") { Syntax = Syntax.Diff },
    ];

    private static readonly FrozenDictionary<string, Language> ByName =
        All.SelectMany(language => language.Names, KeyValuePair.Create<Language, string>)
            .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The language with that name; null if it isn't in the table.</summary>
    public static Language? Find(string name) => ByName.GetValueOrDefault(name);

    private static FrozenSet<string> Words(string list, bool ignoreCase = false) =>
        list.Split(' ').ToFrozenSet(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
