using System.Net.Sockets;
using CommandCenter.Platform.Data;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CommandCenter.Escalations.Channels;

/// <summary>What stands in an e-mail.</summary>
public sealed record MailWords(string Subject, string Body);

/// <summary>Hands e-mail to the configured server. The message's id is the delivery's, the same at each attempt, so that a mail system can drop doubles.</summary>
public sealed class Mailer(EscalationsOptions options, TimeProvider clock)
{
    /// <summary>The header that carries the delivery's id, beside the Message-ID.</summary>
    public const string IdHeader = "X-CommandCenter-Delivery";

    /// <summary>Where e-mail goes; null while no server is set.</summary>
    public SmtpOptions? Server => options.Smtp;

    /// <summary>Sends one message; null when the server took it.</summary>
    public async Task<DeliveryFailure?> Send(string address, string name, MailWords words, Guid id, CancellationToken cancel)
    {
        if (options.Smtp is not { } server)
            return new DeliveryFailure("no-mail-server", ForGood: true);
        if (!MailboxAddress.TryParse(address, out var mailbox))
            return new DeliveryFailure("no-address", ForGood: true);
        mailbox.Name = name;
        using var message = Message(server, mailbox, words, id);
        using var timeout = new CancellationTokenSource(server.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            await Hand(server, message, either.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new DeliveryFailure("timeout", ForGood: false);
        }
        catch (SmtpCommandException refused)
        {
            // 5xx about the recipient stays so however often one asks; everything else may pass.
            return new DeliveryFailure($"{(int)refused.StatusCode} {refused.Message}", refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500);
        }
        catch (Exception problem) when (problem is SmtpProtocolException or AuthenticationException or SslHandshakeException or IOException or SocketException or NotSupportedException)
        {
            return new DeliveryFailure(problem.Message.ReplaceLineEndings(" "), ForGood: false);
        }
    }

    private static async Task Hand(SmtpOptions server, MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.Port, TlsOf(server), cancel);
        if (server.User is { } user)
            await client.AuthenticateAsync(user, server.Password ?? "", cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }

    private MimeMessage Message(SmtpOptions server, MailboxAddress to, MailWords words, Guid id)
    {
        var message = new MimeMessage
        {
            Subject = words.Subject,
            Date = clock.Now(),
            MessageId = $"{id:N}@{options.PublicAddress?.Host ?? "commandcenter"}",
            Body = new TextPart("plain") { Text = words.Body },
        };
        message.From.Add(new MailboxAddress(server.FromName, server.From));
        message.To.Add(to);
        message.Headers.Add(IdHeader, id.ToString());
        message.Headers.Add("Auto-Submitted", "auto-generated"); // nobody's absence note answers it
        return message;
    }

    private static SecureSocketOptions TlsOf(SmtpOptions server) => server.Tls switch
    {
        SmtpTls.None => SecureSocketOptions.None,
        SmtpTls.StartTls => SecureSocketOptions.StartTls,
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.Auto,
    };
}
