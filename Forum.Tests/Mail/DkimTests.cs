using System.Security.Cryptography;
using Forum.Core.Mail;
using Forum.Core.Notifications;
using Forum.Tests.Support;
using Forum.Web.Mail;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;

namespace Forum.Tests.Mail;

/// <summary>Signatures, verified as a receiving mail server does.</summary>
[Trait("Pace", "slow")]
public sealed class DkimTests : SmtpForum
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("forum-dkim-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("dora@example.org")]
    [InlineData("dörte@bücher.example")]
    public async Task A_mail_is_signed_so_that_receivers_can_verify_it(string address)
    {
        await StartSignedAsync();

        await RegisterAsync("Dora", address);

        var mail = (await ArrivedAsync(address)).Message;
        Assert.Contains("d=example.org;", mail.Headers[HeaderId.DkimSignature], StringComparison.Ordinal);
        Assert.Contains("s=forum;", mail.Headers[HeaderId.DkimSignature], StringComparison.Ordinal);
        Assert.Subset(SignedHeaders(mail), new HashSet<string>(["from", "to", "subject", "date", "message-id"]));
        Assert.True(await VerifyAsync(mail));
    }

    [Fact]
    public async Task The_headers_to_unsubscribe_are_signed()
    {
        await StartSignedAsync();
        var due = new DueMail(1, Guid.NewGuid(), NotificationMails.FollowedStartedThread, "bob@example.org", Cast.Bob.MemberId, "Bob", new Dictionary<string, string>
        {
            ["name"] = "Cleo",
            ["title"] = "A thread",
            ["thread"] = "1",
        });
        using var mail = await Forum.Services.GetRequiredService<MailComposer>().ComposeAsync(due, TestContext.Current.CancellationToken);

        Forum.Services.GetRequiredService<MailSigner>().Sign(mail);

        Assert.Subset(SignedHeaders(mail), new HashSet<string>(["list-unsubscribe", "list-unsubscribe-post"]));
        Assert.True(await VerifyAsync(mail));
    }

    [Fact]
    public async Task A_mail_that_was_changed_on_its_way_is_recognized()
    {
        await StartSignedAsync();
        await RegisterAsync("Dora");

        var mail = (await ArrivedAsync("dora@example.org")).Message;
        mail.Subject += "!";

        Assert.False(await VerifyAsync(mail));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_signed()
    {
        await StartAsync();
        await RegisterAsync("Dora");

        Assert.Null((await ArrivedAsync("dora@example.org"))["DKIM-Signature"]);
    }

    private async Task StartSignedAsync()
    {
        var file = Path.Combine(_folder.FullName, "dkim.pem");
        await File.WriteAllTextAsync(file, _key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        await StartAsync(
            ("Forum:Mail:From", "forum@example.org"), ("Forum:Mail:DkimDomain", "example.org"), ("Forum:Mail:DkimSelector", "forum"), ("Forum:Mail:DkimPrivateKeyFile", file));
    }

    private static HashSet<string> SignedHeaders(MimeMessage mail) =>
        [.. mail.Headers[HeaderId.DkimSignature]!.Split("h=")[1].Split(';')[0].Split(':').Select(static name => name.Trim().ToLowerInvariant())];

    private async Task<bool> VerifyAsync(MimeMessage mail) => await new DkimVerifier(new Published(_key))
        .VerifyAsync(mail, mail.Headers.First(static header => header.Id == HeaderId.DkimSignature), TestContext.Current.CancellationToken);

    // What the domain's DNS server would return.
    private sealed class Published(RSA key) : IDkimPublicKeyLocator
    {
        public AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Assert.Equal(("example.org", "forum"), (domain, selector));
            return DotNetUtilities.GetRsaPublicKey(key);
        }

        public Task<AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
