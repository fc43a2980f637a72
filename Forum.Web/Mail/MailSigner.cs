using Forum.Core.Data;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Cryptography;

namespace Forum.Web.Mail;

/// <summary>Signs emails with DKIM (RFC 6376), if a key is configured.</summary>
public sealed class MailSigner(IOptions<MailOptions> options)
{
    // RFC 8058 requires signing the two unsubscribe headers; the others are those that readers see or sort by.
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.MimeVersion, HeaderId.AutoSubmitted,
        HeaderId.ListUnsubscribe, HeaderId.ListUnsubscribePost,
    ];

    private readonly Lazy<DkimSigner?> _signer = new(() => options.Value.DkimDomain.Length == 0 ? null : Open(options.Value));

    /// <summary>Adds the signature; does nothing without a key.</summary>
    /// <param name="mail">The email. It must not change afterwards.</param>
    public void Sign(MimeMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        if (_signer.Value is not { } signer)
            return;
        mail.Prepare(EncodingConstraint.SevenBit);
        signer.Sign(mail, [.. Signed.Where(mail.Headers.Contains)]);
    }

    /// <exception cref="StartRefusedException">The key can't be read, or isn't one.</exception>
    internal static DkimSigner Open(MailOptions options)
    {
        try
        {
            return new DkimSigner(options.DkimPrivateKeyFile, options.DkimDomain, options.DkimSelector, DkimSignatureAlgorithm.RsaSha256)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new StartRefusedException(
                $"The setting Forum:Mail:DkimPrivateKeyFile is \"{options.DkimPrivateKeyFile}\". Set it to a PEM file with an RSA private key. {error.Message}", error);
        }
    }
}
