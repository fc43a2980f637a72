using System.Security.Claims;
using Forum.Web.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Forum.Tests.Accounts;

public sealed class TicketCacheTests : IDisposable
{
    private readonly CountingFormat _format = new();
    private readonly TicketCache _tickets;

    public TicketCacheTests() => _tickets = new TicketCache(_format);

    [Fact]
    public void A_cookie_is_decrypted_once()
    {
        var text = _tickets.Protect(Ticket("Bob"));

        Assert.Equal("Bob", _tickets.Unprotect(text)!.Principal.Identity!.Name);
        Assert.Equal("Bob", _tickets.Unprotect(text)!.Principal.Identity!.Name);

        Assert.Equal(1, _format.Decrypted);
    }

    [Fact]
    public void What_one_request_does_to_its_ticket_is_not_seen_by_another()
    {
        var text = _tickets.Protect(Ticket("Bob"));
        var first = _tickets.Unprotect(text)!;
        first.Properties.Items["mark"] = "first";
        ((ClaimsIdentity)first.Principal.Identity!).AddClaim(new Claim(ClaimTypes.Role, "Administrator"));

        var second = _tickets.Unprotect(text)!;

        Assert.False(second.Properties.Items.ContainsKey("mark"));
        Assert.False(second.Principal.IsInRole("Administrator"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not a cookie of ours")]
    public void What_nobody_here_wrote_says_nothing_however_often(string? text)
    {
        Assert.Null(_tickets.Unprotect(text));
        Assert.Null(_tickets.Unprotect(text));
    }

    public void Dispose() => _tickets.Dispose();

    private static AuthenticationTicket Ticket(string name) =>
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, name)], "cookie")), "cookie");

    private sealed class CountingFormat : ISecureDataFormat<AuthenticationTicket>
    {
        private readonly TicketDataFormat _format = new(new EphemeralDataProtectionProvider().CreateProtector("test"));

        public int Decrypted { get; private set; }

        public string Protect(AuthenticationTicket data) => _format.Protect(data);

        public string Protect(AuthenticationTicket data, string? purpose) => _format.Protect(data, purpose);

        public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

        public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
        {
            Decrypted++;
            return _format.Unprotect(protectedText, purpose);
        }
    }
}
