<?php
$origin = getenv('PAGE_ORIGIN') ?: 'http://localhost:5175';
$partner = getenv('PARTNER_ID') ?: 'ptn_00000000-0000-4000-8000-000000000000';
$secret = getenv('PARTNER_SECRET') ?: 'vaps_demonstration-only-everybody-knows-this-secret';

// Put your own session here: who is not signed in at your site gets no token.
function signedIn(): ?array
{
    return ['id' => 'user-1', 'name' => 'Dr Amal Haddad'];
}

function encode(string $data): string
{
    return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
}

function assertion(array $user, string $partner, string $origin, string $secret): string
{
    $header = ['alg' => 'HS256', 'typ' => 'partner+jwt'];
    $claims = [
        'iss' => $partner,
        'sub' => $user['id'],
        'aud' => 'voiceassist',
        'iat' => time(),
        'exp' => time() + 120,
        'jti' => bin2hex(random_bytes(16)),
        'origin' => $origin,
        'name' => $user['name'],
    ];
    $signed = encode(json_encode($header)) . '.' . encode(json_encode($claims));
    return $signed . '.' . encode(hash_hmac('sha256', $signed, $secret, true));
}

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/token') {
    return false;
}
$user = $_SERVER['REQUEST_METHOD'] === 'POST' ? signedIn() : null;
http_response_code($user ? 200 : 401);
header('Content-Type: text/plain');
header('Cache-Control: no-store');
if ($user) {
    echo assertion($user, $partner, $origin, $secret);
}
