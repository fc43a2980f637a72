using Forum.Tests.Support;

namespace Forum.Tests.Mail;

/// <summary>Settings that can't deliver email stop the forum from starting, before anything is changed.</summary>
[Trait("Pace", "slow")]
public class MailSettingsTests
{
    [Theory]
    [InlineData("The setting Forum:Mail:Sender is \"Pigeon\". Set it to Folder or Smtp.", "--Forum:Mail:Sender=Pigeon")]
    [InlineData("The setting Forum:Mail:From is \"nobody\". ", "--Forum:Mail:From=nobody")]
    [InlineData("The setting Forum:Mail:From is ", "--Forum:Mail:From=Name <a@example.org>")]
    [InlineData("Port 465 uses implicit TLS. Set Forum:Mail:SmtpImplicitTls to true", "--Forum:Mail:SmtpPort=465", "--Forum:Mail:Sender=Smtp", "--Forum:Mail:SmtpHost=x")]
    [InlineData("A setting has the wrong type: ", "--Forum:Mail:SmtpImplicitTls=sometimes")]
    [InlineData("Forum:Mail:DkimDomain, DkimSelector and DkimPrivateKeyFile belong together. Set all three or none.", "--Forum:Mail:DkimDomain=example.org")]
    [InlineData("Forum:Mail:DkimDomain is \"a;b\"", "--Forum:Mail:DkimDomain=a;b", "--Forum:Mail:DkimSelector=s", "--Forum:Mail:DkimPrivateKeyFile=none.pem")]
    [InlineData("The setting Forum:Mail:DkimPrivateKeyFile is \"none.pem\". Set it to a PEM file with an RSA private key.", "--Forum:Mail:DkimDomain=example.org", "--Forum:Mail:DkimSelector=s", "--Forum:Mail:DkimPrivateKeyFile=none.pem")]
    [InlineData("The setting Forum:Mail:DkimPrivateKeyFile is \"/etc/hostname\". Set it to a PEM file with an RSA private key.", "--Forum:Mail:DkimDomain=example.org", "--Forum:Mail:DkimSelector=s", "--Forum:Mail:DkimPrivateKeyFile=/etc/hostname")]
    public async Task A_setting_that_cannot_be(string sentence, params string[] settings)
    {
        using var data = new DataDirectory();

        var refused = await data.RunAsync(settings);

        Assert.NotEqual(0, refused.Code);
        Assert.StartsWith(sentence, Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("", data.Fingerprint());
    }
}
