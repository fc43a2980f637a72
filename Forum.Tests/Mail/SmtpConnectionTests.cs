using Forum.Core.Mail;
using Forum.Tests.Support;


namespace Forum.Tests.Mail;

/// <summary>
/// How the forum connects to a mail server: encrypted, authenticated, and with addresses the server understands.
/// </summary>
[Trait("Pace", "slow")]
public sealed class SmtpConnectionTests : SmtpForum
{
    [Fact]
    public async Task A_mail_goes_to_the_server_encrypted_and_once()
    {
        await StartAsync();

        await RegisterAsync("Dora");

        var mail = await ArrivedAsync("dora@example.org");
        Assert.Equal("Confirm your email address for Trial", mail.Subject);
        await StateAsync("dora@example.org", MailState.Sent);
        Assert.Single(Server.Received, received => received.To == "dora@example.org");
        Assert.Equal(Server.Received.Count, Server.Encrypted);
    }

    [Fact]
    public async Task A_server_that_cannot_encrypt_gets_nothing()
    {
        Server.OffersTls = false;
        await StartAsync();

        await RegisterAsync("Dora");

        var row = await FailedAsync(null);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Empty(Server.Received);
    }

    [Fact]
    public async Task A_server_without_encryption_is_used_where_the_settings_say_so()
    {
        Server.OffersTls = false;
        await StartAsync(("Forum:Mail:SmtpStartTls", "false"));

        await RegisterAsync("Dora");

        await ArrivedAsync("dora@example.org");
        Assert.Equal(0, Server.Encrypted);
    }

    [Fact]
    public async Task A_connection_that_begins_encrypted_is_used_where_the_settings_say_so()
    {
        Server.BeginsWithTls = true;
        await StartAsync(("Forum:Mail:SmtpImplicitTls", "true"));

        await RegisterAsync("Dora");

        await ArrivedAsync("dora@example.org");
        Assert.Equal(Server.Received.Count, Server.Encrypted);
        Assert.DoesNotContain("STARTTLS", Server.Commands);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_with_a_certificate_that_nobody_vouches_for_gets_nothing(bool beginsWithTls)
    {
        Server.BeginsWithTls = beginsWithTls;
        await StartAsync(trustsServer: false, ("Forum:Mail:SmtpImplicitTls", beginsWithTls ? "true" : "false"));

        await RegisterAsync("Dora");

        var row = await FailedAsync(null);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Contains("certificate", row.LastError, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Server.Received);
        Assert.DoesNotContain(Server.Commands, static command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_forum_signs_in_after_the_connection_is_encrypted()
    {
        await StartAsync(("Forum:Mail:SmtpUserName", "forum"), ("Forum:Mail:SmtpPassword", Server.Password));

        await RegisterAsync("Dora");

        await ArrivedAsync("dora@example.org");
        var told = Server.Commands.Select(static command => command.Split(' ')[0]).ToList();
        Assert.Equal(["EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL"], told.Take(5));
    }

    [Fact]
    public async Task A_server_that_does_not_let_the_forum_in_keeps_mails_waiting()
    {
        await StartAsync(("Forum:Mail:SmtpUserName", "forum"), ("Forum:Mail:SmtpPassword", "wrong"));

        await RegisterAsync("Dora");

        var row = await FailedAsync(null);
        Assert.Equal(MailState.Waiting, row.State);
        Assert.Contains("wrong password", row.LastError, StringComparison.Ordinal);
        Assert.Empty(Server.Received);
    }

    [Theory]
    [InlineData(true, "dora@bücher.example")]
    [InlineData(false, "dora@xn--bcher-kva.example")]
    public async Task A_domain_in_any_script_is_written_so_that_the_server_understands_it(bool takesUtf8, string recipient)
    {
        Server.Extensions = takesUtf8 ? ["8BITMIME", "SMTPUTF8"] : ["8BITMIME"];
        await StartAsync();

        await RegisterAsync("Dora", "dora@bücher.example");

        Assert.Contains("To: dora@xn--bcher-kva.example\r\n", (await ArrivedAsync("dora@bücher.example")).Raw, StringComparison.Ordinal);
        Assert.Contains(Server.Commands, command => command.StartsWith($"RCPT TO:<{recipient}>", StringComparison.Ordinal));
        Assert.Equal(takesUtf8, Server.Commands.Any(static command => command.StartsWith("MAIL", StringComparison.Ordinal) && command.Contains("SMTPUTF8", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_address_in_any_script_goes_to_a_server_that_takes_it()
    {
        await StartAsync();

        Assert.True((await RegisterAsync("Dora", "dörte@bücher.example")).IsDone);

        var mail = await ArrivedAsync("dörte@bücher.example");
        Assert.Contains(Server.Commands, static command => command.StartsWith("RCPT TO:<dörte@", StringComparison.Ordinal));
        Assert.Contains(Server.Commands, static command => command.StartsWith("MAIL FROM:<forum@localhost>", StringComparison.Ordinal) && command.Contains("SMTPUTF8", StringComparison.Ordinal));
        Assert.Contains("To: dörte@", mail.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_server_cannot_take_is_given_up_with_the_reason_and_the_others_get_theirs()
    {
        Server.Extensions = ["8BITMIME"];
        await StartAsync();

        await RegisterAsync("Dora", "dörte@example.org");
        await RegisterAsync("Emil");

        await ArrivedAsync("emil@example.org");
        var row = await FailedAsync("dörte@example.org");
        Assert.Equal((MailState.Dead, 1), (row.State, row.Failures));
        Assert.Equal("The mail server doesn't support SMTPUTF8, which the address dörte@example.org requires.", row.LastError);
        Assert.DoesNotContain(Server.Received, static mail => mail.Raw.Contains("dörte", StringComparison.Ordinal));
    }
}
