using System.Net;
using System.Net.Sockets;
using System.Text;
using Forum.Core.Accounts.Registration;
using Forum.Tests.Support;
using Forum.Web.Access;
using Microsoft.AspNetCore.Http;

namespace Forum.Tests.Hosting;

public class OddRequestTests(CastForum forum) : IClassFixture<CastForum>
{
    [Theory]
    [InlineData("/register")]
    [InlineData("/sign-in")]
    [InlineData("/forgotten-password")]
    public async Task A_page_that_is_asked_for_with_half_a_form_holds_nobody_up(string path)
    {
        var sockets = Enumerable.Range(0, 40).Select(static _ => new Socket(SocketType.Stream, ProtocolType.Tcp)).ToList();
        foreach (var socket in sockets)
        {
            await socket.ConnectAsync(IPAddress.Loopback, forum.Forum.Address.Port, TestContext.Current.CancellationToken);
            await socket.SendAsync(Encoding.ASCII.GetBytes(
                $"GET {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\na=1"), TestContext.Current.CancellationToken);
        }

        using var guest = forum.Guest();
        Assert.Equal(200, (await guest.GetAsync("/sign-in")).Status);
        foreach (var socket in sockets)
        {
            var answer = new byte[20];
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await socket.ReceiveAsync(answer, limit.Token);
            Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(answer), StringComparison.Ordinal);
            socket.Dispose();
        }
    }

    [Theory]
    [InlineData("utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nothing-of-the-kind", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("UTF-8", HttpStatusCode.BadRequest)]
    public async Task A_form_in_another_script_than_the_pages_is_refused_before_it_is_read(string charset, HttpStatusCode expected)
    {
        using var client = forum.Forum.CreateClient(followRedirects: false);
        using var content = new ByteArrayContent("a=1"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", $"application/x-www-form-urlencoded; charset={charset}");

        using var answer = await client.PostAsync("/sign-in", content, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::/64")]
    public void Limits_count_a_household_and_not_each_of_its_addresses(string address, string counted)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);

        Assert.Equal(counted, context.Origin());
    }

    [Theory]
    [InlineData("dora@example.org", true)]
    [InlineData("dora+forum@bücher.example", true)]
    [InlineData("dora@localhost", true)]
    [InlineData("ümlaut@example.org", true)]
    [InlineData("dora@b\u2028c.org", false)]
    [InlineData("dora@-", false)]
    [InlineData("\"a b\"@example.org", false)]
    [InlineData("dora@example.org\r\nBcc: x@example.org", false)]
    public async Task Only_addresses_that_mail_can_go_to_are_taken(string email, bool isTaken)
    {
        var outcome = await forum.Get<RegisterMember>().RunAsync(new NewMember(forum.Fresh("Dora"), email, Cast.Password));

        Assert.Equal(isTaken ? null : "Email", outcome.Refusal?.Field);
    }
}
