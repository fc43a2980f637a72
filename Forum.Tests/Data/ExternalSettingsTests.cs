using Forum.Tests.Support;


namespace Forum.Tests.Data;

/// <summary>Sign-in providers that can't work stop the forum from starting, before anything is changed.</summary>
[Trait("Pace", "slow")]
public class ExternalSettingsTests
{
    private static readonly string[] Right =
    [
        "--Forum:SignIn:club:Name=The Club", "--Forum:SignIn:club:ClientId=x", "--Forum:SignIn:club:ClientSecret=y", "--Forum:SignIn:club:AuthorizationEndpoint=https://club.example/authorize",
        "--Forum:SignIn:club:TokenEndpoint=https://club.example/token", "--Forum:SignIn:club:UserEndpoint=http://127.0.0.1:9/user",
    ];

    [Theory]
    [InlineData("--Forum:SignIn:club:Name= ", "The setting Forum:SignIn:club:Name is missing.")]
    [InlineData("--Forum:SignIn:club:ClientId=", "The setting Forum:SignIn:club:ClientId is missing.")]
    [InlineData("--Forum:SignIn:club:ClientSecret=", "The setting Forum:SignIn:club:ClientSecret is missing.")]
    [InlineData("--Forum:SignIn:club:IdField=", "The setting Forum:SignIn:club:IdField is missing.")]
    [InlineData("--Forum:SignIn:club:TokenEndpoint=http://club.example/token", "The setting Forum:SignIn:club:TokenEndpoint must be an https address, or an http address on this machine.")]
    [InlineData("--Forum:SignIn:club:AuthorizationEndpoint=javascript:alert(1)", "The setting Forum:SignIn:club:AuthorizationEndpoint must be an https address, or an http address on this machine.")]
    [InlineData("--Forum:SignIn:club:UserEndpoint=/user", "The setting Forum:SignIn:club:UserEndpoint must be an https address, or an http address on this machine.")]
    [InlineData("--Forum:SignIn:club:EmailsEndpoint=ftp://club.example/", "The setting Forum:SignIn:club:EmailsEndpoint must be an https address, or an http address on this machine.")]
    [InlineData("--Forum:SignIn:the_club:Name=x", "Rename the section Forum:SignIn:the_club. Use only lowercase letters, digits and hyphens, at most 32 characters.")]
    [InlineData("--Forum:SignIn:github:ClientId=x", "The setting Forum:SignIn:github:ClientSecret is missing.")]
    public async Task A_place_that_cannot_work(string setting, string sentence)
    {
        using var data = new DataDirectory();

        // If a setting is given twice, the last one counts.
        var refused = await data.RunAsync([.. Right, setting]);

        Assert.NotEqual(0, refused.Code);
        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Equal("", data.Fingerprint());
    }

    [Fact]
    public async Task Places_that_can_work_start_the_forum()
    {
        using var data = new DataDirectory();
        await using var forum = await data.ServeAsync([.. Right, "--Forum:SignIn:google:ClientId=x", "--Forum:SignIn:google:ClientSecret=y", "--Forum:SignIn:discord:ClientId=x", "--Forum:SignIn:discord:ClientSecret=y"]);

        await forum.AssertServesAsync();
    }
}
