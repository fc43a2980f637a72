using Forum.Core.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Forum.Tests.Text;

/// <summary>What holds for every possible string, including lone surrogates and unassigned characters.</summary>
[Trait("Pace", "slow")]
public class MemberNameProperties
{
    /// <summary>
    /// Letters from many alphabets, in both cases where there are two, and characters that cause trouble between them.
    /// </summary>
    private const string Letters = "abILl10Omrnß-_.ıİéǅΣσςνβΰабвІіьշևתאعیه३नि्ำคค้가ᄀ李さザーᏣꭹ";

    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    private static readonly Gen<string> AnyUnits =
        Gen.Choose(0, 0xFFFF).ArrayOf().Select(units => string.Concat(units.Select(unit => (char)unit)));

    private static readonly Gen<string> AnyCharacters = Gen.Choose(0, 0x10FFFF).Where(value => value is < 0xD800 or > 0xDFFF).ArrayOf()
        .Select(values => string.Concat(values.Select(char.ConvertFromUtf32)));

    private static readonly Gen<string> LikelyNames =
        Gen.Elements(Letters.ToCharArray()).ArrayOf().Select(units => new string(units));

    private static readonly Gen<string> LatinNames =
        Gen.Elements("abILl10Omrnß-_.ıİéÉĳŁæ".ToCharArray()).ArrayOf(8).Select(units => new string(units));

    private static readonly Arbitrary<string> Strings = Gen.OneOf(AnyUnits, AnyCharacters, LikelyNames, LatinNames).ToArbitrary();

    [Fact]
    public void No_string_makes_the_rules_throw() => Prop.ForAll(Strings, name =>
    {
        _ = MemberNames.Refusal(name);
        _ = PasswordRules.Refusal(name + name + name, name, name);
    }).Check(Thorough);

    [Fact]
    public void The_canonical_form_of_a_canonical_form_is_itself() =>
        Prop.ForAll(Strings, name => MemberNames.Canonical(MemberNames.Canonical(name)) == MemberNames.Canonical(name)).Check(Thorough);

    [Fact]
    public void The_skeleton_of_a_skeleton_is_itself() =>
        Prop.ForAll(Strings, name => MemberNames.Skeleton(MemberNames.Skeleton(name)) == MemberNames.Skeleton(name)).Check(Thorough);

    [Fact]
    public void The_canonical_form_is_judged_like_what_was_typed() =>
        Prop.ForAll(Strings, name => MemberNames.Refusal(MemberNames.Canonical(name)) == MemberNames.Refusal(name)).Check(Thorough);

    [Fact]
    public void Case_does_not_change_the_skeleton_of_an_allowed_name() => Prop.ForAll(Strings, name =>
    {
        if (MemberNames.Refusal(name) is not null)
            return true;
        var skeleton = MemberNames.Skeleton(name);
        return skeleton == MemberNames.Skeleton(name.ToUpperInvariant()) && skeleton == MemberNames.Skeleton(name.ToLowerInvariant());
    }).Check(Thorough);

    [Fact]
    public void Case_does_not_change_the_skeleton_of_any_letter_that_is_allowed()
    {
        var letters = Enumerable.Range(0, 0x110000).Where(value => value is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)
            .Where(letter => MemberNames.Refusal($"x{letter}x") is null || MemberNames.Refusal(letter + letter + letter) is null).ToList();
        Assert.True(letters.Count > 100_000, "need the letters of the world for this test to mean anything");
        Assert.DoesNotContain(letters, letter => MemberNames.Skeleton(letter.ToUpperInvariant()) != MemberNames.Skeleton(letter.ToLowerInvariant()));
    }
}
